import { useRef, useState } from 'preact/hooks';
import { readNode } from '../../shell/practice/file.ts';
import type { Word } from '../contract.ts';
import { OpenButton } from '../files/open-button.tsx';
import { mayNotSave, saveFile } from '../files/save.ts';
import { useDrop } from '../files/use-drop.ts';
import { TextToCopy } from './text-to-copy.tsx';
import type { AtNode } from './use-node.ts';

/** What the file of a node is called. */
export const FILE_NAME = 'stuck-in-send-node.json';

interface FileBarProps {
  readonly node: AtNode;
  readonly word: Word;
  readonly say: (text: string) => void;
}

/** The node as a file, and back; a new one, and back. */
export function FileBar({ node, word, say }: FileBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState('');
  const [shown, setShown] = useState('');

  const take = async (file: Blob, name: string) => {
    setTrouble('');
    const read = readNode(await file.text());
    if (read.ok) return node.adopt(read.saved);
    setTrouble(word(`practice-node.bad.${read.problem}`, { name, at: read.at.slice(0, 80) }));
  };
  const over = useDrop(bar, true, ({ files: [file], text }) => {
    if (file) void take(file, file.name);
    else if (text !== '') void take(new Blob([text]), word('practice-node.droppedText'));
  });
  /** What was wrong with a file is forgotten with the node that it would have replaced. */
  const after = (change: () => unknown) => {
    setTrouble('');
    void change();
  };
  const save = async () => {
    setTrouble('');
    const text = await node.seat.save();
    if (text === null) return;
    if (mayNotSave()) return setShown(text);
    saveFile(text, FILE_NAME);
    say(word('practice-node.didSave', { name: FILE_NAME }));
  };

  return (
    <div class="pn-files" ref={bar} data-over={over}>
      <button type="button" class="b" onClick={() => void save()}>
        {word('practice-node.save')}
      </button>
      <OpenButton
        label={word('practice-node.openFile')}
        take={([file]) => void take(file, file.name)}
      />
      <button type="button" class="b" onClick={() => after(node.renew)}>
        {word('practice-node.renew')}
      </button>
      {node.before && (
        <button type="button" class="b pn-swap" onClick={() => after(node.swap)}>
          {word('practice-node.swap')}
        </button>
      )}
      <p class="pn-soft">{word(over ? 'practice-node.dropHere' : 'practice-node.files')}</p>
      {trouble !== '' && (
        <p class="refused" role="alert">
          {trouble}
        </p>
      )}
      {shown !== '' && (
        <TextToCopy
          label={word('practice-node.copyFile', { name: FILE_NAME })}
          text={shown}
          close={() => setShown('')}
        />
      )}
    </div>
  );
}
