/**
 * The one reader: what a device has to be told since its last position, answered now or when there
 * is news. GET /sync and the WebSocket use the same classes. Knows every capability that a client
 * is told about; none of them knows it. Writes nothing but acknowledgements.
 */
package org.konsil.sync;
