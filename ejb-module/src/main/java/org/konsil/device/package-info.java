/**
 * The devices of accounts, and the stream that tells others whose devices changed. Log-in reaches
 * it through a port of account; sync, keys and the console call its services. The keys of a device
 * belong to e2ee, its tokens to account.
 */
package org.konsil.device;
