"""The shell: settings, urls, the gate, base templates, components and the pages that compose what all apps declare."""
