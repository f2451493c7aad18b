"""What each call of a recording is about: which object, of which guest.

`follow(read_traces(files))` gives every event of the recording once, in its order, as a `Followed`.
"""

from septum.traces.following.follow import Followed, follow
from septum.traces.following.objects import Kind, Object

__all__ = ["Followed", "Kind", "Object", "follow"]
