import { DeployProfile } from '../domain/deploy/profile';
import { shippedProfiles } from '../domain/deploy/shipped';
import { Book } from './book';

/** The deployment profiles of this computer, in `<data>/deployment/`. */
export class DeployBook extends Book<DeployProfile> {
  constructor(folder: string, shipped: readonly DeployProfile[] = shippedProfiles) {
    super(folder, DeployProfile, shipped);
  }
}
