/**
 * The real-time channel: one socket a device, carrying the bodies of GET /sync and accepting sends.
 * A frame is one JSON object with an id; the answer carries the same id. Another door to the same
 * services: no rule, no SQL, no transaction belongs here.
 */
package org.konsil.ws;
