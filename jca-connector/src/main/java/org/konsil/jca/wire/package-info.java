/**
 * What both directions share: reading XML of strangers without entities and within limits, writing
 * it, and TLS from key and trust files.
 *
 * <p>Called by {@code org.konsil.jca.konnektor} and {@code org.konsil.jca.cetp} only. Nothing here
 * knows a message of the Konnektor.
 */
package org.konsil.jca.wire;
