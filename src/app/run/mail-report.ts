/** A report by mail to its recipients. */
import type { MailServer } from '../../config/config.js';
import { AppError } from '../../core/errors.js';

export interface Letter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachment: { readonly name: string; readonly bytes: Buffer };
}

const PATIENCE_MS = 30_000;

/** Throws AppError: `credentials` where the server refuses them, else `temporary`. The password is in no message. */
export async function sendMail(
  server: MailServer,
  env: Readonly<Record<string, string | undefined>>,
  letter: Letter,
): Promise<void> {
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
    await transport.sendMail({
      from: server.from,
      to: [...letter.to],
      subject: letter.subject,
      text: letter.text,
      attachments: [{ filename: letter.attachment.name, content: letter.attachment.bytes }],
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    const refused = code === 'EAUTH';
    throw new AppError(
      refused ? 'credentials' : 'temporary',
      `cannot send mail through ${server.host}: ${refused ? 'user name or password are refused' : code}`,
      {
        code: 'run.mail',
        hint: refused
          ? `check mail.user and ${server.password ?? 'mail.password'}`
          : 'it is sent with the next run whose report differs',
        cause: error,
      },
    );
  } finally {
    transport.close();
  }
}
