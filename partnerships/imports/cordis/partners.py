"""Organisations: one partner per PIC, its names, and the partners without a PIC that turn out to be the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cnrs_intl.catalogue.importing import Report
from cnrs_intl.catalogue.merging import Merge, column_types, create_stage, rows_of, run
from cnrs_intl.catalogue.text import fold, slug
from partnerships.imports.cordis.staging import HOME_PIC, PARTNER_FIELDS
from partnerships.models import Partner, PartnerName

SOURCE = "CORDIS, © European Union"

# The most frequent value of each column; at a tie the first in byte order.
_ONE_ROW_PER_PIC = """
    INSERT INTO cordis_partner (seq, snapshot, pic, name, kind, country_id, city, website, latitude, longitude)
    SELECT min(seq), max(snapshot COLLATE "C"), pic,
           mode() WITHIN GROUP (ORDER BY name COLLATE "C"), mode() WITHIN GROUP (ORDER BY kind COLLATE "C"),
           mode() WITHIN GROUP (ORDER BY country_id COLLATE "C"), mode() WITHIN GROUP (ORDER BY city COLLATE "C"),
           mode() WITHIN GROUP (ORDER BY website COLLATE "C"),
           (mode() WITHIN GROUP (ORDER BY ARRAY[latitude, longitude]) FILTER (WHERE latitude IS NOT NULL))[1],
           (mode() WITHIN GROUP (ORDER BY ARRAY[latitude, longitude]) FILTER (WHERE latitude IS NOT NULL))[2]
    FROM cordis_participation GROUP BY pic
"""
# A PIC that the staff corrected or moved is still known by the one that was imported.
_LOCATE = """
    UPDATE cordis_partner AS s SET target_id = t.id
    FROM partnerships_partner AS t WHERE t.imported ->> 'pic' = s.pic;
    UPDATE cordis_partner AS s SET target_id = t.id
    FROM partnerships_partner AS t WHERE t.pic = s.pic AND s.target_id IS NULL;
"""
# One organisation has several cities or types in one file: the one we have stays while the file has it too.
_KEEP = """
    UPDATE cordis_partner AS s SET {column} = t.imported ->> '{column}'
    FROM partnerships_partner AS t
    WHERE t.id = s.target_id AND s.{column} <> t.imported ->> '{column}'
      AND EXISTS (
          SELECT FROM cordis_participation AS o
          WHERE o.pic = s.pic AND o.{column} = t.imported ->> '{column}'
      )
"""
# A name, once given, is the staff's to change: other spellings become further names. Places are only added.
_LEAVE = """
    UPDATE cordis_partner AS s
    SET name = CASE WHEN t.name = '' THEN s.name END,
        latitude = CASE WHEN t.latitude IS NULL THEN s.latitude END,
        longitude = CASE WHEN t.latitude IS NULL THEN s.longitude END
    FROM partnerships_partner AS t WHERE t.id = s.target_id
"""
_WITHOUT_PIC = """
    SELECT id, country_id, name FROM partnerships_partner
    WHERE pic IS NULL AND country_id IS NOT NULL AND NOT imported ? 'pic'
    UNION ALL
    SELECT t.id, t.country_id, n.text
    FROM partnerships_partner AS t JOIN partnerships_partnername AS n ON n.partner_id = t.id
    WHERE t.pic IS NULL AND t.country_id IS NOT NULL AND NOT t.imported ? 'pic'
"""
_NEW_NAMES = """
    SELECT s.target_id, o.name, 'variant' FROM cordis_participation AS o JOIN cordis_partner AS s USING (pic)
    UNION
    SELECT s.target_id, o.short_name, 'acronym' FROM cordis_participation AS o JOIN cordis_partner AS s USING (pic)
    WHERE o.short_name IS NOT NULL
    EXCEPT
    SELECT t.id, name.value, kind.value
    FROM partnerships_partner AS t,
         jsonb_array_elements_text(t.imported -> 'names') AS name(value),
         (VALUES ('variant'), ('acronym')) AS kind(value)
    ORDER BY 1, 3 DESC, 2
"""
_REMEMBER_NAMES = """
    UPDATE partnerships_partner AS t
    SET imported = jsonb_set(t.imported, '{names}', COALESCE(t.imported -> 'names', '[]') || n.names)
    FROM (SELECT id, jsonb_agg(text) AS names FROM unnest(%s::bigint[], %s::text[]) AS n(id, text) GROUP BY id) AS n
    WHERE t.id = n.id
"""


def merge(report: Report) -> None:
    """Create or complete the partners of the staged participations."""
    create_stage("cordis_partner", column_types(Partner, PARTNER_FIELDS))
    run("CREATE INDEX ON cordis_participation (pic)")
    run(_ONE_ROW_PER_PIC)
    run(_LOCATE)
    _adopt()
    for column in ("kind", "country_id", "city", "website"):
        run(_KEEP.format(column=column))
    run(_LEAVE)
    _give_addresses()
    report.counts["partners"] = Merge(
        Partner,
        "cordis_partner",
        merged=PARTNER_FIELDS[:-1],
        fixed=("slug",),
        otherwise={
            "source": f"'{SOURCE}'",
            "is_home": f"s.pic = '{HOME_PIC}'",
            "publication": "CASE WHEN s.country_id IS NULL THEN 'draft' ELSE 'published' END",
        },
    ).run()
    run("CREATE UNIQUE INDEX ON cordis_partner (pic)")
    _add_names(report)


def _adopt() -> None:
    """A partner without a PIC takes that of the one organisation that has one of its names in its country."""
    unknown = rows_of("SELECT pic, name, country_id FROM cordis_partner WHERE target_id IS NULL ORDER BY pic")
    if not unknown:
        return
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for key, country, name in rows_of(_WITHOUT_PIC):
        known[fold(name), country].add(key)
    suitors: dict[int, list[str]] = defaultdict(list)
    for pic, name, country in unknown:
        same = known.get((fold(name), country), set())
        if len(same) == 1:
            suitors[next(iter(same))].append(pic)
    home = list(Partner.objects.filter(is_home=True, pic=None).values_list("pk", flat=True))
    if len(home) == 1:
        suitors[home[0]] = [pic for pic, _name, _country in unknown if pic == HOME_PIC]
    _target({pics[0]: key for key, pics in suitors.items() if len(pics) == 1})


def _target(keys: dict[str, int]) -> None:
    run(
        """
        UPDATE cordis_partner AS s SET target_id = k.key
        FROM unnest(%s::text[], %s::bigint[]) AS k(pic, key) WHERE s.pic = k.pic
        """,
        [list(keys), list(keys.values())],
    )


def _give_addresses() -> None:
    """Each new partner's own address: its name, or the name with the country, or with the PIC."""
    new = rows_of("SELECT pic, name, country_id FROM cordis_partner WHERE target_id IS NULL ORDER BY pic")
    choices = {pic: list(_addresses(pic, name, country)) for pic, name, country in new}
    wished = [address for addresses in choices.values() for address in addresses]
    taken = {address for (address,) in rows_of("SELECT slug FROM partnerships_partner WHERE slug = ANY(%s)", [wished])}
    given: list[str] = []
    for addresses in choices.values():
        address = next((address for address in addresses if address not in taken), addresses[-1])
        taken.add(address)
        given.append(address)
    run(
        """
        UPDATE cordis_partner AS s SET slug = k.slug
        FROM unnest(%s::text[], %s::text[]) AS k(pic, slug) WHERE s.pic = k.pic
        """,
        [list(choices), given],
    )


def _addresses(pic: str, name: str, country: str | None) -> Iterator[str]:
    base = slug(name)
    if base:
        yield base
        if country:
            yield f"{base}-{country.lower()}"
    yield f"{base or 'partner'}-{pic}"


def _add_names(report: Report) -> None:
    """Spellings and acronyms that a partner does not have yet; one that was imported and then removed stays away."""
    found = rows_of(_NEW_NAMES)
    names = _names_of({key for key, _text, _kind in found})
    rows, seen = [], []
    for key, text, kind in found:
        seen.append((key, text))
        if fold(text) not in names[key]:
            names[key].add(fold(text))
            rows.append(PartnerName(partner_id=key, text=text, kind=kind, source="CORDIS"))
    PartnerName.objects.bulk_create(rows, batch_size=2_000)
    report.counts["names"].created = len(rows)
    run(_REMEMBER_NAMES, [[key for key, _text in seen], [text for _key, text in seen]])


def _names_of(keys: Iterable[int]) -> dict[int, set[str]]:
    names: dict[int, set[str]] = defaultdict(set)
    listed = list(keys)
    for key, name in Partner.objects.filter(pk__in=listed).values_list("pk", "name"):
        names[key].add(fold(name))
    for key, name in PartnerName.objects.filter(partner__in=listed).values_list("partner", "text"):
        names[key].add(fold(name))
    return names
