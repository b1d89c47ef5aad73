"""matrix-nio with encryption as a client that a test drives.

One JSON command a line on standard input, one JSON answer a line on standard output. Commands are
the coroutines of Client. The first argument is a folder for the key store.
"""

import asyncio
import hashlib
import io
import json
import os
import sys

from nio import (
    AsyncClient,
    AsyncClientConfig,
    MegolmEvent,
    RoomEncryptedFile,
    RoomMessageText,
)
from nio.crypto.attachments import decrypt_attachment


class Client:
    def __init__(self, folder):
        self.folder = folder
        self.matrix = None
        self.syncing = None
        self.changed = asyncio.Event()
        self.messages = []
        self.undecrypted = []

    def _begin(self, base_url, user):
        config = AsyncClientConfig(store_sync_tokens=True, encryption_enabled=True)
        self.matrix = AsyncClient(base_url, user, store_path=self.folder, config=config)
        self.matrix.add_event_callback(self._received, (RoomMessageText, RoomEncryptedFile))
        self.matrix.add_event_callback(self._not_decrypted, MegolmEvent)

    async def _received(self, room, event):
        self.messages.append((room.room_id, event))

    async def _not_decrypted(self, room, event):
        self.undecrypted.append(event.event_id)

    async def _until(self, find):
        """Looks at once and after every sync; the test sets the time limit."""
        while True:
            self.changed.clear()
            found = find()
            if found is not None:
                return found
            await self.changed.wait()

    async def _sync(self):
        async def tell(_response):
            self.changed.set()

        self.matrix.add_response_callback(tell)
        await self.matrix.sync_forever(timeout=10_000, full_state=True)

    async def register(self, base_url, user, password):
        self._begin(base_url, user)
        response = must(await self.matrix.register(user, password, "nio"))
        return {"user_id": response.user_id}

    async def login(self, base_url, user, password):
        self._begin(base_url, user)
        response = must(await self.matrix.login(password, "nio"))
        return {"user_id": response.user_id}

    async def start(self):
        must(await self.matrix.sync(timeout=0, full_state=True))
        if self.matrix.should_upload_keys:
            must(await self.matrix.keys_upload())
        self.syncing = asyncio.create_task(self._sync())
        return {}

    async def create_room(self, invite):
        encryption = {
            "type": "m.room.encryption",
            "state_key": "",
            "content": {"algorithm": "m.megolm.v1.aes-sha2"},
        }
        response = must(
            await self.matrix.room_create(invite=[invite], initial_state=[encryption])
        )
        room_id = response.room_id
        await self._until(lambda: self._encrypted(room_id))
        return {"room_id": room_id}

    def _encrypted(self, room_id):
        room = self.matrix.rooms.get(room_id)
        return True if room is not None and room.encrypted else None

    async def await_invite(self):
        return await self._until(
            lambda: next(({"room_id": room} for room in self.matrix.invited_rooms), None)
        )

    async def join(self, room_id):
        must(await self.matrix.join(room_id))
        await self._until(lambda: self._encrypted(room_id))
        return {}

    async def await_member(self, room_id, user):
        def joined():
            room = self.matrix.rooms[room_id]
            return {} if user in room.users and user not in room.invited_users else None

        return await self._until(joined)

    async def send(self, room_id, body):
        return await self._send(room_id, {"msgtype": "m.text", "body": body})

    async def _send(self, room_id, content):
        response = must(
            await self.matrix.room_send(
                room_id, "m.room.message", content, ignore_unverified_devices=True
            )
        )
        return {"event_id": response.event_id}

    async def await_message(self, room_id, body):
        return describe(await self._until(lambda: self._find(room_id, body)))

    def _find(self, room_id, body):
        return next(
            (e for room, e in self.messages if room == room_id and e.body == body), None
        )

    async def send_file(self, room_id, name, size):
        plain = os.urandom(size)
        response, keys = await self.matrix.upload(
            lambda _429s, _timeouts: io.BytesIO(plain),
            "application/octet-stream",
            encrypt=True,
            filesize=size,
        )
        must(response)
        keys["url"] = response.content_uri
        content = {"msgtype": "m.file", "body": name, "file": keys, "info": {"size": size}}
        sent = await self._send(room_id, content)
        return {**sent, "sha256": hashlib.sha256(plain).hexdigest()}

    async def await_file(self, room_id, name):
        event = await self._until(lambda: self._find(room_id, name))
        server, media = event.url[len("mxc://") :].split("/")
        # nio 0.20 knows only the downloads of before authenticated media
        response = await self.matrix.send(
            "GET",
            f"/_matrix/client/v1/media/download/{server}/{media}",
            headers={"Authorization": f"Bearer {self.matrix.access_token}"},
        )
        if response.status != 200:
            raise RuntimeError(f"download answered {response.status}")
        plain = decrypt_attachment(
            await response.read(), event.key["k"], event.hashes["sha256"], event.iv
        )
        return {**describe(event), "sha256": hashlib.sha256(plain).hexdigest()}

    async def stop(self):
        if self.syncing is not None:
            self.syncing.cancel()
        if self.matrix is not None:
            await self.matrix.close()
        return {}


def describe(event):
    return {
        "sender": event.sender,
        "event_id": event.event_id,
        "encrypted": event.decrypted,
    }


def must(response):
    """nio answers errors as values."""
    if type(response).__name__.endswith("Error"):
        raise RuntimeError(str(response))
    return response


async def main():
    client = Client(sys.argv[1])
    lines = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    while line := await lines.readline():
        command = json.loads(line)
        name = command.pop("do")
        try:
            answer = {"ok": True, **await getattr(client, name)(**command)}
        except Exception as failure:  # whatever it is, the test shows it
            answer = {"ok": False, "error": type(failure).__name__, "message": str(failure)}
        print(json.dumps(answer), flush=True)
        if name == "stop":
            return


asyncio.run(main())
