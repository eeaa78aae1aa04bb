"""Where an application stands in its call's stages: screening by checks, and who moved on to the next one."""
