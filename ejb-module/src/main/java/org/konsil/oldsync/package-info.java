/**
 * The ways of reading from before /sync, which old clients and guests that peek into rooms still go
 * (client-server API, "room initial sync", "old sync", "peeking events"). New clients use {@code
 * sync}; nothing else builds on this.
 */
package org.konsil.oldsync;
