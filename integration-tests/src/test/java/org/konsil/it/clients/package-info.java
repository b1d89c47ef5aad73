/**
 * Clients that are not ours talk with each other over a server of ours: matrix-js-sdk under Node
 * and matrix-nio under Python, both with their own end-to-end encryption.
 *
 * <p>The clients themselves lie in src/test/js and src/test/python.
 */
package org.konsil.it.clients;
