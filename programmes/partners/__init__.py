"""Who stands behind a programme: cultural, financial, institutional and media partners."""
