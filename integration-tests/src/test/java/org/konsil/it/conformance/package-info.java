/**
 * Conformance with the client-server API, written from the text of the specification (v1.19) and
 * run against any homeserver: ours by default, another one with {@code -Dconformance.url} and
 * {@code -Dconformance.secret} (its shared secret of registration). One sub-package a module of the
 * specification. What differs between servers within the text is in docs/conformance.md.
 */
package org.konsil.it.conformance;
