from offices.admin import countries, embassies, offices, regions

__all__ = ["countries", "embassies", "offices", "regions"]
