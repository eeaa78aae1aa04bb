"""The permission matrix: every route of ours against every role. One table per floor."""

from tests.house.matrix import incubator, mentoring, participants, programmes, showcase

ROWS = incubator.ROWS | programmes.ROWS | participants.ROWS | mentoring.ROWS | showcase.ROWS
