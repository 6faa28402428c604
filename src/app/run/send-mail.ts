/** A letter through the configured mail server. */
import type { MailServer } from '../../config/config.js';
import { AppError } from '../../core/errors.js';

export interface Letter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Null: text alone. */
  readonly attachment: { readonly name: string; readonly bytes: Buffer } | null;
  /** The same for the same letter, so that mailboxes know one that comes twice; null: a new one each time. */
  readonly id: string | null;
}

/** The code of a letter that the server does not take, which says nothing of the next one. */
export const LETTER_REFUSED = 'run.mail-refused';

const PATIENCE_MS = 30_000;

/**
 * Resolves when the server has accepted the letter, with the addresses that it refused among several. Throws AppError:
 * `credentials` where the server refuses them, `configuration` with LETTER_REFUSED where it never takes this letter, else
 * `temporary`. The password is in no message.
 */
export async function sendMail(
  server: MailServer,
  env: Readonly<Record<string, string | undefined>>,
  letter: Letter,
): Promise<readonly string[]> {
  const password = server.password === null ? undefined : env[server.password];
  if (server.password !== null && (password === undefined || password === '')) {
    throw new AppError('credentials', `mail needs ${server.password}`, {
      code: 'run.mail-password',
      hint: `set the environment variable ${server.password}`,
    });
  }
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.port === 465,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // What stands in a letter is never taken from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.user === null ? {} : { auth: { user: server.user, pass: password ?? '' } }),
  });
  try {
    const { rejected } = await transport.sendMail({
      from: server.from,
      // An address as such is not looked through for names, comments and groups.
      to: letter.to.map((address) => ({ name: '', address })),
      subject: letter.subject,
      text: letter.text,
      // Nobody's notice of absence is an answer to a machine.
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(letter.id === null ? {} : { messageId: `<${letter.id}@${server.from.split('@').at(-1) ?? ''}>` }),
      attachments:
        letter.attachment === null ? [] : [{ filename: letter.attachment.name, content: letter.attachment.bytes }],
    });
    return rejected;
  } catch (error) {
    throw told(server, letter, error);
  } finally {
    transport.close();
  }
}

function told(server: MailServer, letter: Letter, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  const answer = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  if (code === 'EAUTH') {
    return new AppError('credentials', `cannot send mail through ${server.host}: user name or password are refused`, {
      code: 'run.mail',
      hint: `check mail.user and ${server.password ?? 'mail.password'}`,
      cause: error,
    });
  }
  if ((code === 'EENVELOPE' || code === 'EMESSAGE') && answer >= 500) {
    return new AppError(
      'configuration',
      `cannot send mail to ${letter.to.join(', ')}: ${server.host} refuses it (${answer})`,
      { code: LETTER_REFUSED, hint: 'check the address, and mail.from', cause: error },
    );
  }
  return new AppError(
    'temporary',
    `cannot send mail through ${server.host}: ${answer === 0 ? code : `${code} ${answer}`}`,
    { code: 'run.mail', hint: 'the next run tries again', cause: error },
  );
}
