/**
 * Dehydrated devices (MSC3814): a device that a user leaves with the server, encrypted, so that
 * room keys can be sent to them while they are signed in nowhere. A later device takes it up again.
 * The client API calls the service; the keys and messages of the device are e2ee's, the device
 * itself the device capability's.
 */
package org.konsil.dehydration;
