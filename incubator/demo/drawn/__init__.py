"""Pictures, films, sounds and dossiers drawn by our own code, so that the demo's wall looks lived in.

Everything is a function of its seed: the same call gives the same picture on every machine.
`styles.draw`, `films.film`, `music.sound`, `dossier.document`.
"""
