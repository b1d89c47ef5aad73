/**
 * What makes a device ring: the users' push rules, and the counts of unread events that follow from
 * them. Counts are worked out when somebody reads them, so that a send writes nothing for each
 * member. Read by sync; knows rooms and receipts, and neither knows it.
 */
package org.konsil.push;
