/**
 * What servers tell each other beside events: one class a kind, both directions. Observes the
 * capabilities that the news are about and calls their services with what comes in, after it has
 * checked that the user is the sending server's. How it travels belongs to outbound and
 * transaction.
 */
package org.konsil.federation.edu;
