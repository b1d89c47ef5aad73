package org.konsil.testdriver.trixnity

import java.io.IOException
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import net.folivo.trixnity.core.MatrixServerException
import org.konsil.testdriver.matrix.Refusal

/** Runs what the caller waits for; what comes of it in the words of [Refusal]. */
internal fun <T> answering(longest: Duration = 30.seconds, act: suspend () -> T): T =
    try {
        runBlocking(Dispatchers.Default) { withTimeout(longest) { act() } }
    } catch (e: MatrixServerException) {
        throw Refusal(e.statusCode.value, "M_" + e.errorResponse::class.simpleName.orEmpty()
            .replace(Regex("(?<=[a-z])(?=[A-Z])"), "_").uppercase(), e.errorResponse.error)
    } catch (e: TimeoutCancellationException) {
        throw Refusal(504, "M_UNKNOWN", "The client did not get there in $longest")
    } catch (e: IOException) {
        throw Refusal(502, "M_UNKNOWN", "The homeserver does not answer: $e")
    }
