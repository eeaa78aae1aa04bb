"""What files give to the house: uploads are put in order each minute."""

from incubator.files.resumable.actions import tidy
from incubator.outbox.registry import each_minute

each_minute(tidy)
