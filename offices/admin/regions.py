from django.contrib import admin

from cnrs_intl.catalogue.admin import RecordAdmin
from offices.models import Region


@admin.register(Region)
class RegionAdmin(RecordAdmin):
    list_display = ("__str__", "code", "position")
    search_fields = ("code", "name_en__unaccent", "name_fr__unaccent")
    fields = (("name_en", "name_fr"), "code", "position")
    prepopulated_fields = {"code": ("name_en",)}
