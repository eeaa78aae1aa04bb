"""What this room gives to the house."""

from incubator.outbox.registry import each_minute, subscribe
from showcase.media import actions, jobs, subscribers

subscribe("media.render", subscribers.render)
each_minute(actions.sweep)
each_minute(jobs.tidy)
