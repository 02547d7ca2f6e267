"""The catalogue of all collaborations: structures and EU contracts, found, filtered and counted together."""

from partnerships.catalogue.index import CatalogueIndex, CatalogueResult

__all__ = ["CatalogueIndex", "CatalogueResult"]
