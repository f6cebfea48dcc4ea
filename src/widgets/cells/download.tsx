import { useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import { saveFile } from '../files/save.ts';
import type { CellsPage } from './page.ts';

/** All cells of the page, as they stand in the editors, as one program for Node. */
export function DownloadAll(props: {
  readonly page: CellsPage;
  readonly word: Word;
  readonly file: string;
}) {
  const { page, word, file } = props;
  const [failure, setFailure] = useState('');
  const download = async () => {
    try {
      const { programOf } = await import('../../notebook/program.ts');
      const text = programOf(page.desk().cells.map(({ id, draft }) => ({ id, text: draft })));
      saveFile(text, file, 'text/typescript');
      setFailure('');
      page.say(word('cell.didDownload', { file }));
    } catch (error) {
      setFailure(word('cell.downloadFailed', { detail: String(error) }));
    }
  };
  return (
    <div class="cells-all">
      <p>
        {word('cell.downloadHow')} <code>node {file}</code>
      </p>
      <button type="button" onClick={() => void download()}>
        {word('cell.download')}
      </button>
      {failure !== '' && (
        <p class="cell-problem" role="alert">
          {failure}
        </p>
      )}
      <p class="cells-memory">{word('cell.memory')}</p>
    </div>
  );
}
