"""conflictmap: who held this town on that day, and how does anyone know?"""
