"""Tables of events, and the triggers that fill and keep them."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="country",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_countryevent', 'iso2', 'latitude,longitude,iso2,iso3,numeric,cordis_code,name_en,name_fr,region_id')",
                func="RETURN NULL;",
                hash="31c0ffb9e0725b480ccb6a64a92fbae50d645bc2",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_d9da2",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="offices_country",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="country",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_countryevent', 'iso2', 'latitude,longitude,iso2,iso3,numeric,cordis_code,name_en,name_fr,region_id')",
                func="RETURN NULL;",
                hash="2299f16bab0c5eb757e92c2348213d651af78d59",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_59422",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="offices_country",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="country",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_countryevent', 'iso2', 'latitude,longitude,iso2,iso3,numeric,cordis_code,name_en,name_fr,region_id')",
                func="RETURN NULL;",
                hash="ab2bc078ead5798e0a594c6a88f43b83f281c89b",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_7d11a",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="offices_country",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="country",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="5d4598e00f36003fee14def3b07a1bbbd8897c1c",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_0a83b",
                table="offices_country",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="coverage",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_coverageevent', 'id', 'id,source,is_demo,start,end,precision,office_id,country_id')",
                func="RETURN NULL;",
                hash="5ae5bcba1da220339686b1c65e1c351efe3219ae",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_918cf",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="offices_coverage",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="coverage",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_coverageevent', 'id', 'id,source,is_demo,start,end,precision,office_id,country_id')",
                func="RETURN NULL;",
                hash="a33ff3db28754da126636352b634bbfc3e5c079a",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_68787",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="offices_coverage",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="coverage",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_coverageevent', 'id', 'id,source,is_demo,start,end,precision,office_id,country_id')",
                func="RETURN NULL;",
                hash="f017f215e23f38c5570dfcaff04eeab010fd42f4",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_f2309",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="offices_coverage",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="coverage",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4fb795f0e0145b1af69e3ef4cbd3d5bbd668f203",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_369ac",
                table="offices_coverage",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="embassyservice",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_embassyserviceevent', 'id', 'id,source,is_demo,country_id,city_en,city_fr,name_en,name_fr,office_id,website')",
                func="RETURN NULL;",
                hash="33c4bb0ad8d29a135646aee884a361a0aa811061",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_9af25",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="offices_embassyservice",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="embassyservice",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_embassyserviceevent', 'id', 'id,source,is_demo,country_id,city_en,city_fr,name_en,name_fr,office_id,website')",
                func="RETURN NULL;",
                hash="cfce015adc999a5e1dd3f7efafd1828b2d69c723",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_31749",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="offices_embassyservice",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="embassyservice",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_embassyserviceevent', 'id', 'id,source,is_demo,country_id,city_en,city_fr,name_en,name_fr,office_id,website')",
                func="RETURN NULL;",
                hash="14ecabde7d12b7d7a7e7a7a0e105fc857b1d4157",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_25227",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="offices_embassyservice",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="embassyservice",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="70bccca6e8e0e1a18f9c35908ba9ed68fc9cc257",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_becfb",
                table="offices_embassyservice",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="office",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_officeevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,latitude,longitude,slug,city_en,city_fr,name_en,name_fr,country_id,territory_en,territory_fr,host_en,host_fr,history_en,history_fr,address,website')",
                func="RETURN NULL;",
                hash="0be1023d7de8b0738d28fc5a03f1b6b2379a4d7c",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_89b82",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="offices_office",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="office",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_officeevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,latitude,longitude,slug,city_en,city_fr,name_en,name_fr,country_id,territory_en,territory_fr,host_en,host_fr,history_en,history_fr,address,website')",
                func="RETURN NULL;",
                hash="7af9cb704f07c4d14bbcdc74de84f4feb943aab1",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_eed38",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="offices_office",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="office",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_officeevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,latitude,longitude,slug,city_en,city_fr,name_en,name_fr,country_id,territory_en,territory_fr,host_en,host_fr,history_en,history_fr,address,website')",
                func="RETURN NULL;",
                hash="7f9f7275ccba28e53fae1d40522f5aab5f28d740",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_c1ad4",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="offices_office",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="office",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="a84c04bd2ddf9a28a1e371b44d8d6ca32c959543",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_718ac",
                table="offices_office",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="region",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_regionevent', 'id', 'id,code,name_en,name_fr,position')",
                func="RETURN NULL;",
                hash="971971ea0f43dff50401677e98e54073fd9cfa4e",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_ba5b1",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="offices_region",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="region",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_regionevent', 'id', 'id,code,name_en,name_fr,position')",
                func="RETURN NULL;",
                hash="579cd5a2f6bc59df064536a51ace5baf18da9bf0",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_73b92",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="offices_region",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="region",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('offices_regionevent', 'id', 'id,code,name_en,name_fr,position')",
                func="RETURN NULL;",
                hash="f35c825b16ba3a39d9e42de100e7f3ca6de4a71e",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_d43a8",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="offices_region",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="region",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="779dadaedc9a0e8fab035ceac315972bae57734d",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_9546a",
                table="offices_region",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="countryevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="fa1b93c8e5e0dbd84e7b5a9f6116cf552a0c124f",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_4a782",
                table="offices_countryevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="coverageevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="a21e36b182f046426e43dfb6370d20fc609c741f",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_82351",
                table="offices_coverageevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="embassyserviceevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4636fcc1fc4bf973f93ce499bc6bedc035b9133b",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_6c475",
                table="offices_embassyserviceevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="officeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="57de4b9b8669e509a7d0a779cbf885eabf860af1",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_f073c",
                table="offices_officeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="regionevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="03ee48f4aa22b01861c1bc8080b71357f9d43a56",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_c4230",
                table="offices_regionevent",
                when="BEFORE",
            ),
        ),
    ),
]
# All at once: one by one, Django would make its picture of all models anew for each.
INSTALL = "".join(str(each.trigger.install_sql) for each in TRIGGERS)
UNINSTALL = "".join(str(each.trigger.uninstall_sql) for each in TRIGGERS)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_history"),
        ("offices", "0001_reference_and_offices"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountryEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("region_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "iso2",
                    models.CharField(
                        max_length=2,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{2}\\Z", "Two capital letters, such as JP.")
                        ],
                        verbose_name="ISO code",
                    ),
                ),
                ("iso3", models.CharField(max_length=3, verbose_name="ISO code of three letters")),
                ("numeric", models.CharField(blank=True, max_length=3, verbose_name="ISO number")),
                (
                    "cordis_code",
                    models.CharField(
                        help_text="As EU files write it: EL for Greece, UK.", max_length=2, verbose_name="CORDIS code"
                    ),
                ),
                ("name_en", models.CharField(max_length=80, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=80, verbose_name="name (French)")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CoverageEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("office_id", models.BigIntegerField()),
                ("country_id", models.CharField(max_length=2)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EmbassyServiceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2)),
                ("office_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("city_en", models.CharField(max_length=80, verbose_name="city (English)")),
                ("city_fr", models.CharField(max_length=80, verbose_name="city (French)")),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=160, verbose_name="name (French)")),
                ("website", models.URLField(blank=True, verbose_name="web site")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OfficeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2, null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last checked the record as a whole.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Last part of the page's address.",
                        max_length=60,
                        verbose_name="address",
                    ),
                ),
                ("city_en", models.CharField(max_length=80, verbose_name="city (English)")),
                ("city_fr", models.CharField(max_length=80, verbose_name="city (French)")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="official name (English)")),
                ("name_fr", models.CharField(blank=True, max_length=160, verbose_name="official name (French)")),
                (
                    "territory_en",
                    models.CharField(blank=True, max_length=200, verbose_name="territory in words (English)"),
                ),
                (
                    "territory_fr",
                    models.CharField(blank=True, max_length=200, verbose_name="territory in words (French)"),
                ),
                (
                    "host_en",
                    models.CharField(
                        blank=True, help_text="Who houses the office.", max_length=160, verbose_name="host (English)"
                    ),
                ),
                ("host_fr", models.CharField(blank=True, max_length=160, verbose_name="host (French)")),
                ("history_en", models.TextField(blank=True, verbose_name="history (English)")),
                ("history_fr", models.TextField(blank=True, verbose_name="history (French)")),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                ("website", models.URLField(blank=True, verbose_name="web site")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RegionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=30, verbose_name="code")),
                ("name_en", models.CharField(max_length=80, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=80, verbose_name="name (French)")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order in lists.", verbose_name="position"),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="countryevent",
            index=models.Index(fields=["iso2", "pgh_id"], name="offices_cou_iso2_62e026_idx"),
        ),
        migrations.AddIndex(
            model_name="coverageevent",
            index=models.Index(fields=["id", "pgh_id"], name="offices_cov_id_6fd0da_idx"),
        ),
        migrations.AddIndex(
            model_name="coverageevent",
            index=models.Index(fields=["office_id", "pgh_id"], name="offices_cov_office__ef3296_idx"),
        ),
        migrations.AddIndex(
            model_name="embassyserviceevent",
            index=models.Index(fields=["id", "pgh_id"], name="offices_emb_id_77ba86_idx"),
        ),
        migrations.AddIndex(
            model_name="officeevent",
            index=models.Index(fields=["id", "pgh_id"], name="offices_off_id_0ff7b1_idx"),
        ),
        migrations.AddIndex(
            model_name="regionevent",
            index=models.Index(fields=["id", "pgh_id"], name="offices_reg_id_16f7d9_idx"),
        ),
        migrations.SeparateDatabaseAndState([migrations.RunSQL(INSTALL, UNINSTALL)], TRIGGERS),
    ]
