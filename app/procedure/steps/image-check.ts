import { compareSum } from '../../domain/deploy/image-sum';
import type { Image } from '../../domain/deploy/image';
import { isAccepted, said, type StepContext } from '../step';
import type { Besides } from './deploy';

/** The image that was chosen, once it was read; what was read of another file says nothing about it. */
function imageOf(context: StepContext): Image | null {
  const { image } = context.job().facts;
  return image && image.path === context.record().inputs.imageFile ? image : null;
}

/** A file that is not what its publisher says is gone on with only for a reason. */
export const imageCheck: Besides = {
  asks(context) {
    const image = imageOf(context);
    if (!image || compared(context, image) !== 'differs') return [];
    const warning = said('warn.image-differs', { now: image.sha256 });
    return isAccepted(context.record(), warning) ? [] : [warning];
  },
  async note(context) {
    const image = imageOf(context);
    const came = image && compared(context, image);
    if (came !== 'same' && came !== 'differs') return;
    await context.evidence(
      said(`image-${came}`, { sha256: image?.sha256 ?? '' }),
      'observed',
      'the file, and the sum that was given for it',
    );
  },
};

function compared(context: StepContext, image: Image): ReturnType<typeof compareSum> {
  return compareSum(context.record().inputs.imageSum ?? '', image.sha256);
}
