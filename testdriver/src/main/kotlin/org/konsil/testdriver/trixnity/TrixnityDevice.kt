package org.konsil.testdriver.trixnity

import java.util.Optional
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withTimeoutOrNull
import net.folivo.trixnity.client.MatrixClient
import net.folivo.trixnity.client.key
import net.folivo.trixnity.client.media
import net.folivo.trixnity.client.room
import net.folivo.trixnity.client.room.encrypt
import net.folivo.trixnity.client.roomEventEncryptionServices
import net.folivo.trixnity.client.store.AccountStore
import net.folivo.trixnity.client.store.OlmCryptoStore
import net.folivo.trixnity.client.store.TimelineEvent
import net.folivo.trixnity.client.store.eventId
import net.folivo.trixnity.client.store.membership
import net.folivo.trixnity.client.store.originTimestamp
import net.folivo.trixnity.client.store.roomId
import net.folivo.trixnity.client.store.sender
import net.folivo.trixnity.client.user
import net.folivo.trixnity.client.verification
import net.folivo.trixnity.client.verification.SelfVerificationMethod.AesHmacSha2RecoveryKey
import net.folivo.trixnity.client.verification.VerificationService.SelfVerificationMethods
import net.folivo.trixnity.clientserverapi.client.UIA
import net.folivo.trixnity.clientserverapi.model.authentication.IdentifierType
import net.folivo.trixnity.clientserverapi.model.rooms.GetEvents.Direction
import net.folivo.trixnity.clientserverapi.model.uia.AuthenticationRequest
import net.folivo.trixnity.core.MatrixServerException
import net.folivo.trixnity.core.model.EventId
import net.folivo.trixnity.core.model.RoomId
import net.folivo.trixnity.core.model.UserId
import net.folivo.trixnity.core.model.events.MessageEventContent
import net.folivo.trixnity.core.model.events.RedactedEventContent
import net.folivo.trixnity.core.model.events.m.RelatesTo
import net.folivo.trixnity.core.model.events.m.room.EncryptedFile
import net.folivo.trixnity.core.model.events.m.room.Membership
import net.folivo.trixnity.core.model.events.m.room.RoomMessageEventContent
import org.konsil.testdriver.matrix.MatrixDevice
import org.konsil.testdriver.matrix.Refusal
import org.konsil.testdriver.matrix.TimelineMessage

private const val BOOTSTRAPS = 3

/** A device of Trixnity. */
internal class TrixnityDevice(private val client: MatrixClient) : MatrixDevice {
    private val json = client.api.json

    @Volatile
    private var secretsKey: String? = null

    override fun userId() = client.userId.full

    override fun deviceId() = client.deviceId

    override fun accessToken(): String = answering {
        client.di.get<AccountStore>().getAccount()?.accessToken
            ?: throw Refusal(401, "M_UNKNOWN_TOKEN", "The device is logged out")
    }

    /** Makes the device one that others trust: sets cross-signing up, or uses what is there. */
    suspend fun setUp(password: String, recoveryKey: String?) {
        val methods = client.verification.getSelfVerificationMethods()
            .first { it !is SelfVerificationMethods.PreconditionsNotMet }
        if (methods is SelfVerificationMethods.NoCrossSigningEnabled) {
            secretsKey = (1..BOOTSTRAPS).firstNotNullOfOrNull { bootstrap(password) }
                ?: throw Refusal(504, "M_UNKNOWN", "The client did not sign its own device")
        } else if (recoveryKey != null) {
            verify(recoveryKey)
        }
    }

    /**
     * Returns the recovery key; null when the client, which sometimes looks for its new keys before
     * it has stored them, waits for its own signature in vain.
     */
    private suspend fun bootstrap(password: String): String? = withTimeoutOrNull(10.seconds) {
        val bootstrap = client.key.bootstrapCrossSigning()
        authenticate(bootstrap.result.getOrThrow(), password)
        bootstrap.recoveryKey
    }

    private suspend fun authenticate(stage: UIA<Unit>, password: String) {
        if (stage is UIA.Step) {
            val login = AuthenticationRequest.Password(IdentifierType.User(userId()), password)
            val next = stage.authenticate(login).getOrThrow()
            check(next is UIA.Success) { "cross-signing keys were not accepted" }
        }
    }

    private suspend fun verify(recoveryKey: String) {
        val methods = client.verification.getSelfVerificationMethods()
            .first { it !is SelfVerificationMethods.PreconditionsNotMet }
        if (methods is SelfVerificationMethods.CrossSigningEnabled) {
            val method = methods.methods.filterIsInstance<AesHmacSha2RecoveryKey>().firstOrNull()
                ?: throw Refusal(404, "M_NOT_FOUND", "The account has no recovery key")
            method.verify(recoveryKey).getOrElse {
                throw Refusal(403, "M_FORBIDDEN", "This is not the account's recovery key")
            }
        }
        secretsKey = recoveryKey
    }

    override fun recoveryKey(): Optional<String> = Optional.ofNullable(secretsKey)

    override fun recover(recoveryKey: String) = answering { verify(recoveryKey) }

    override fun send(roomId: String, content: String): String = answering {
        deliver(RoomId(roomId), decode(content))
    }

    override fun replace(roomId: String, eventId: String, content: String): String = answering {
        val next = decode(content)
        deliver(RoomId(roomId), next.copyWith(RelatesTo.Replace(EventId(eventId), next)))
    }

    private fun decode(content: String): RoomMessageEventContent =
        try {
            json.decodeFromString(RoomMessageEventContent.serializer(), content)
        } catch (e: IllegalArgumentException) {
            throw Refusal(400, "M_BAD_JSON", "No message: ${e.message?.lineSequence()?.first()}")
        }

    private suspend fun deliver(
        room: RoomId,
        content: MessageEventContent,
    ): String {
        catchUp(room)
        val encrypted = client.roomEventEncryptionServices.encrypt(content, room)?.getOrThrow()
            ?: throw Refusal(501, "M_UNKNOWN", "The room's encryption is not supported")
        return client.api.room.sendMessageEvent(room, encrypted).getOrThrow().full
    }

    /**
     * Waits until this device knows of the room what the server knows: that it is encrypted, and who
     * is in it or invited. Who came in a moment ago would else not get the keys.
     */
    private suspend fun catchUp(room: RoomId) {
        // refuses who has left, which the members of then do not
        client.api.room.getJoinedMembers(room).getOrThrow()
        val present = client.api.room.getMembers(room, notMembership = Membership.LEAVE).getOrThrow()
        val encrypted = encrypted(room)
        client.room.getById(room).filterNotNull()
            .first { it.membership == Membership.JOIN && (it.encrypted || !encrypted) }
        client.user.loadMembers(room)
        present.forEach { member ->
            client.user.getById(room, UserId(member.stateKey)).filterNotNull()
                .first { it.membership == member.content.membership }
        }
    }

    private suspend fun encrypted(room: RoomId): Boolean =
        client.api.room.getStateEvent("m.room.encryption", room).fold({ true }) {
            if (it is MatrixServerException && it.statusCode.value == 404) false else throw it
        }

    override fun redact(roomId: String, eventId: String): Unit = answering {
        val room = RoomId(roomId)
        client.api.room.redactEvent(room, EventId(eventId)).getOrThrow()
        withTimeoutOrNull(5.seconds) {
            client.room.getTimelineEvent(room, EventId(eventId)).filterNotNull()
                .first { it.event.content is RedactedEventContent }
        }
    }

    override fun messages(roomId: String, limit: Int): List<TimelineMessage> = answering {
        val room = RoomId(roomId)
        val last = client.room.getById(room).first()?.lastEventId
            ?: throw Refusal(404, "M_NOT_FOUND", "The device does not know the room")
        client.room.getTimelineEvents(room, last, Direction.BACKWARDS) {
            decryptionTimeout = 2.seconds
            fetchTimeout = 5.seconds
            fetchSize = 50
            maxSize = limit.toLong()
        }.map { readable -> readable.first { it.content != null } }.toList().mapNotNull(::message)
    }

    override fun message(roomId: String, eventId: String): Optional<TimelineMessage> = answering {
        val room = RoomId(roomId)
        client.room.getById(room).first()
            ?: throw Refusal(404, "M_NOT_FOUND", "The device does not know the room")
        Optional.ofNullable(withTimeoutOrNull(5.seconds) {
            client.room.getTimelineEvent(room, EventId(eventId)) {
                decryptionTimeout = 2.seconds
                fetchTimeout = 3.seconds
            }.mapNotNull { event -> event?.takeIf { it.content != null } }.first()
        }?.let(::message))
    }

    /** Null for what is no message, or an edit of one. */
    private fun message(event: TimelineEvent): TimelineMessage? {
        val content = event.content?.getOrNull()
        val unreadable = event.content?.isFailure == true || event.event.content is RedactedEventContent
        val shown = (content as? RoomMessageEventContent)
            ?.takeIf { it.relatesTo !is RelatesTo.Replace }
        if (shown == null && !unreadable) {
            return null
        }
        return TimelineMessage(
            event.roomId.full,
            event.eventId.full,
            event.sender.full,
            event.originTimestamp,
            shown?.let { json.encodeToString(RoomMessageEventContent.serializer(), it) },
        )
    }

    override fun upload(bytes: ByteArray): String = answering {
        val prepared = client.media.prepareUploadEncryptedMedia(flowOf(bytes))
        val address = client.media.uploadMedia(prepared.url, keepMediaInCache = false).getOrThrow()
        json.encodeToString(EncryptedFile.serializer(), prepared.copy(url = address))
    }

    override fun download(encryptedFile: String): ByteArray = answering {
        val file = json.decodeFromString(EncryptedFile.serializer(), encryptedFile)
        checkNotNull(client.media.getEncryptedMedia(file, saveToCache = false).getOrThrow().toByteArray())
    }

    override fun logout() = answering(longest = 15.seconds) {
        try {
            backUpKeys()
            client.logout().getOrThrow()
        } finally {
            client.closeSuspending()
        }
    }

    /** The client uploads keys a second after they came; who logs out at once would lose them. */
    private suspend fun backUpKeys() {
        withTimeoutOrNull(5.seconds) {
            client.di.get<OlmCryptoStore>().notBackedUpInboundMegolmSessions.first { it.isEmpty() }
        }
    }
}
