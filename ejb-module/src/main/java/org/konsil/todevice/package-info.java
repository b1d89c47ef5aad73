/**
 * Messages from device to device: each waits in the database until the receiving device has shown
 * that it has it (I7). Sync and dehydrated devices read here, the client API and federation send;
 * what is for other servers leaves as an event that federation observes. Nothing here looks into a
 * message.
 */
package org.konsil.todevice;
