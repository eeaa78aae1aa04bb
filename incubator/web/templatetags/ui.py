"""`{% load ui %}`: every component. They are written in `incubator/web/components/`, one file for each family."""

from django import template

from incubator.web.components import blocks, buttons, dates, fields, figures, maps, marks, navigation, shares

register = template.Library()

for _family in (marks, buttons, navigation, blocks, figures, dates, fields, maps, shares):
    register.tags.update(_family.register.tags)
    register.filters.update(_family.register.filters)
