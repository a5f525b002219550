"""The chaos run: stations deliver while everything under them is killed, cut, slowed and filled. See scripts/chaos."""
