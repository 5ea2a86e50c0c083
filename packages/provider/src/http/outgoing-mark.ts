/**
 * Every call that this environment makes to a URL somebody gave it carries this header, so that
 * its own control API knows such calls and refuses them, whatever name they came by.
 */
export const OUTGOING_MARK = 'Kvitt-Callback'
