/**
 * What makes a device ring: the users' push rules, the counts of unread events that follow from
 * them, and the pushers whose gateways are told of events. Counts are worked out when somebody
 * reads them, so that a send writes nothing for each member, and a queue row only where a pusher
 * is. Read by sync; knows rooms and receipts, and neither knows it.
 */
package org.konsil.push;
