package org.konsil.testdriver.trixnity

import io.ktor.client.engine.java.Java
import io.ktor.http.Url
import java.net.URI
import java.net.http.HttpClient
import java.util.Optional
import kotlin.jvm.optionals.getOrNull
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.first
import net.folivo.trixnity.client.MatrixClient
import net.folivo.trixnity.client.MatrixClientConfiguration.DeleteRooms
import net.folivo.trixnity.client.loginWithPassword
import net.folivo.trixnity.client.media.createInMemoryMediaStoreModule
import net.folivo.trixnity.client.store.repository.createInMemoryRepositoriesModule
import net.folivo.trixnity.clientserverapi.model.authentication.IdentifierType
import net.folivo.trixnity.core.MSC3814
import net.folivo.trixnity.core.model.events.m.Presence
import org.konsil.testdriver.matrix.MatrixClients
import org.konsil.testdriver.matrix.MatrixDevice

/** Devices of Trixnity, which keep all they know in memory. */
class TrixnityClients : MatrixClients {
    private val engine = Java.create { protocolVersion = HttpClient.Version.HTTP_1_1 }

    @OptIn(MSC3814::class)
    override fun login(
        homeserver: URI,
        userId: String,
        password: String,
        deviceName: String,
        recoveryKey: Optional<String>,
    ): MatrixDevice = answering(longest = 60.seconds) {
        val client = MatrixClient.loginWithPassword(
            baseUrl = Url(homeserver.toString()),
            identifier = IdentifierType.User(userId),
            password = password,
            initialDeviceDisplayName = deviceName,
            repositoriesModuleFactory = { createInMemoryRepositoriesModule() },
            mediaStoreModuleFactory = { createInMemoryMediaStoreModule() },
        ) {
            name = "$userId $deviceName"
            httpClientEngine = engine
            // a left room stays readable until it is forgotten (A_28343)
            deleteRooms = DeleteRooms.Never
            // what arrives while no device is logged in waits for the next one
            experimentalFeatures.enableMSC3814 = true
            syncLoopTimeout = 10.seconds
        }.getOrThrow()
        val device = TrixnityDevice(client)
        try {
            client.startSync(Presence.OFFLINE)
            client.initialSyncDone.first { it }
            device.setUp(password, recoveryKey.getOrNull())
        } catch (e: Exception) {
            device.logout()
            throw e
        }
        device
    }

    override fun close() = engine.close()
}
