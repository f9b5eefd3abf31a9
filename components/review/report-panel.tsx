import { classNames } from "@/components/ui/class-names.ts";
import { Hash } from "./hash.tsx";
import { reportFigures } from "./report-figures.ts";
import type { PrintFile } from "./review-types.ts";

type Props = { file: PrintFile; label: string; before: { label: string; file: PrintFile } | null };

/** What was measured on the whole file, against the print before it. */
export function ReportPanel({ file, label, before }: Props) {
  if (!file.report) return <p className="text-muted">The report follows as soon as the file is measured.</p>;
  const then = before?.file.report ?? null;
  return (
    <div className="grid max-w-2xl gap-4">
      <table className="w-full text-sm">
        <caption className="sr-only">
          Report of {label}
          {then && `, against ${before?.label}`}
        </caption>
        <thead>
          <tr className="text-left text-muted">
            <th scope="col" className="py-1 font-normal">
              Measured
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              {label}
            </th>
            {then && (
              <th scope="col" className="py-1 pl-4 text-right font-normal">
                against {before?.label}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {reportFigures(file.report, then).map((figure) => (
            <tr key={figure.name} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {figure.name}
              </th>
              <td className={classNames("py-1.5 text-right font-mono", figure.warning && "text-danger")}>
                {figure.warning && <span aria-hidden>▲ </span>}
                {figure.value}
              </td>
              {then && (
                <td className="whitespace-nowrap py-1.5 pl-4 text-right font-mono text-muted">
                  {figure.difference}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="grid gap-x-6 text-sm sm:grid-cols-2">
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">SHA-256 of the file</dt>
          <dd>
            <Hash value={file.sha256} of={`the file of ${label}`} />
          </dd>
        </div>
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">SHA-256 of its PCM</dt>
          <dd>
            <Hash value={file.report.pcmSha256} of={`the PCM of ${label}`} />
          </dd>
        </div>
      </dl>
    </div>
  );
}
