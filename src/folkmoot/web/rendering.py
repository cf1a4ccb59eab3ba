"""How forms look: the templates under `templates/django/forms/`, found before Django's own."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders every form and field of the site, allauth's included, in the house's form pattern."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
