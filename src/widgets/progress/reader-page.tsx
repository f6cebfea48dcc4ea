import { useState } from 'preact/hooks';
import { doneOf, nextOf } from '../../lesson/done.ts';
import type { ProgressPort } from '../progress-port.ts';
import { CompletionForm } from './completion-form.tsx';
import { CoursePath } from './course-path.tsx';
import { Keep } from './keep.tsx';
import { Invitation, NextStep } from './next-step.tsx';
import type { Course } from './props.ts';
import { RecallVisit } from './recall-visit.tsx';
import { useProgress } from './use-progress.ts';

/** The page of a reader's progress, over the port that all of the site's pages share. */
export function ReaderPage(props: { readonly course: Course; readonly port: ProgressPort }) {
  const { course, port } = props;
  const [kept, look] = useProgress(port);
  const [asked, setAsked] = useState<readonly string[]>([]);
  if (kept === null) return null;
  const { progress, now } = kept;
  const done = doneOf(progress, course.syllabus);
  const next = nextOf(progress, course.syllabus);
  return (
    <div class="w pr" data-live="true">
      {done.nothing ? (
        <Invitation course={course} next={next} />
      ) : (
        <>
          <NextStep course={course} next={next} />
          <RecallVisit
            course={course}
            cards={progress.cards}
            now={now}
            asked={asked}
            answer={async (card, knew) => {
              await port.write({ did: 'recall', card, knew });
              setAsked((before) => [...before, card]);
            }}
          />
          <CoursePath course={course} done={done} />
        </>
      )}
      <Keep key="keep" course={course} port={port} kept={kept} done={done} look={look} />
      {!done.nothing && <CompletionForm course={course} progress={progress} now={now} />}
    </div>
  );
}
