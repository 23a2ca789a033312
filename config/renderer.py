"""The form renderer that gives every field the markup of the design system."""

from django.forms.renderers import TemplatesSetting


class TakwinRenderer(TemplatesSetting):
    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
