"""The contract of power: what commissioners promise before anybody is invited. Rules: docs/spec/record.md, domain S21.

draft → offered for signature (frozen, hashed) → signed by every named commissioner → published. A change after that is
a new version with a reason, signed again and shown as a diff. Invitations and the draw wait for the first publication.
"""
