from partnerships.admin import (
    clusters,
    collaborations,
    contracts,
    exchanges,
    infrastructures,
    laboratories,
    partners,
    programmes,
    sites,
    structures,
    successions,
    taxonomy,
)

__all__ = [
    "clusters",
    "collaborations",
    "contracts",
    "exchanges",
    "infrastructures",
    "laboratories",
    "partners",
    "programmes",
    "sites",
    "structures",
    "successions",
    "taxonomy",
]
