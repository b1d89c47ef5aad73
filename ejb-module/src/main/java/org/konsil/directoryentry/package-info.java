/**
 * Our own entries in the national directory: an organisation's services with its functional
 * accounts and chatbots (AF_10059), practitioners by their own card (AF_10058), and which of them
 * the insured do not see (AF_10376, AF_10377). Called by the administrators' console and by our
 * client.
 *
 * <p>Searching the directory is {@code vzd}; who may write as an organisation is {@code
 * registration}.
 */
package org.konsil.directoryentry;
