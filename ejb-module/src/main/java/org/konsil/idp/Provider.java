package org.konsil.idp;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;

/**
 * The identity provider as its verified documents describe it.
 *
 * @param issuer as in its tokens
 * @param signingKey of challenges and tokens ({@code puk_idp_sig})
 * @param encryptionKey to encrypt to ({@code puk_idp_enc})
 * @param end until when the documents count
 */
record Provider(
    String issuer,
    URI authorization,
    URI token,
    PublicKey signingKey,
    PublicKey encryptionKey,
    Instant end) {}
