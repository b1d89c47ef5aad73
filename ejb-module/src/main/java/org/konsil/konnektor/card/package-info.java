/**
 * What cards do through the Konnektor: sign with their authentication key, and have their PIN
 * entered. A card is named by its serial number; its handle, which ends when it is pulled out, is
 * looked up for each use and never kept.
 *
 * <p>Called by the capabilities that log in with a card. Blocks on the Konnektor, so it is called
 * outside transactions. What a signature is for does not belong here.
 */
package org.konsil.konnektor.card;
