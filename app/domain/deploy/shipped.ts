import type { DeployProfile } from './profile';

/*
 * The profiles that come with the app. The commands are those of the hosts' own programs, by their manuals; what the image is, how
 * much memory and disk it wants and how many network cards, the PBX's vendor has not published, so it is all typed.
 */

const password = 'The program asks for the password of the host itself: none stands in the script.';

const ovftool: DeployProfile = {
  format: 1,
  id: 'vmware-ovftool',
  title: 'VMware, by ovftool',
  shell: 'sh',
  source: "OVF Tool User's Guide, command-line options.",
  needs: [
    'The image as an OVA or OVF file.',
    'ovftool, on a computer that reaches the host.',
    'Its manual promises CPU and memory for vCloud only: compare both on the host before the first start.',
    password,
  ],
  hints: {
    network: 'Port group',
    storage: 'Datastore',
    host: 'Host or vCenter path, as it stands behind vi:// (e.g. root@192.168.10.5)',
  },
  optional: [],
  without: {},
  lines: [
    "ovftool --name={name} --datastore={storage} --network={network} --numberOfCpus:'*'={cores} --memorySize:'*'={memory} {image} vi://{host}",
  ],
};

const govc: DeployProfile = {
  format: 1,
  id: 'vmware-govc',
  title: 'VMware, by govc',
  shell: 'sh',
  source: 'govc, USAGE of the govmomi project.',
  needs: [
    'The image as an OVA file.',
    'govc, with GOVC_URL, GOVC_USERNAME and GOVC_PASSWORD set in the terminal: they stand in no script.',
  ],
  hints: { network: 'Port group', storage: 'Datastore', folder: 'Inventory folder' },
  optional: ['folder', 'disk'],
  // It reads names as patterns and paths.
  without: { name: '/*?[]' },
  lines: [
    'govc import.ova -name={name} -ds={storage} -net={network} {image}',
    'govc vm.change -vm={name} -c={cores} -m={memory}',
    'govc vm.disk.change -vm={name} -size={disk}G',
    'govc vm.power -on=true {name}',
    'govc object.mv vm/{name} {folder}',
  ],
};

const hyperV: DeployProfile = {
  format: 1,
  id: 'hyper-v',
  title: 'Hyper-V, by PowerShell',
  shell: 'powershell',
  source: 'Microsoft, reference of the PowerShell module Hyper-V.',
  needs: [
    'The image as a VHDX or VHD file on the host.',
    'PowerShell as administrator on the host, with the module Hyper-V.',
  ],
  hints: {
    network: 'Virtual switch',
    folder: 'Folder for the virtual machine, on the host',
    generation: 'Generation, 1 or 2',
  },
  optional: ['disk'],
  without: {},
  lines: [
    '$folder = (New-Item -ItemType Directory -Force -Path {folder}).FullName',
    '$disk = Join-Path -Path $folder -ChildPath (Split-Path -Leaf -Path {image})',
    "if (Test-Path -LiteralPath $disk) { throw 'The disk file is there already. It was not written over.' }",
    'Copy-Item -LiteralPath {image} -Destination $disk',
    'Resize-VHD -Path $disk -SizeBytes {disk}GB',
    '$vm = New-VM -Name {name} -Generation {generation} -MemoryStartupBytes {memory}MB -VHDPath $disk -Path $folder -SwitchName {network}',
    'Set-VMProcessor -VM $vm -Count {cores}',
    'Start-VM -VM $vm',
  ],
};

const proxmox: DeployProfile = {
  format: 1,
  id: 'proxmox',
  title: 'Proxmox VE, by qm',
  shell: 'sh',
  source: 'Proxmox VE, manual page qm(1).',
  needs: [
    'The image as a qcow2, raw or VMDK file on the host.',
    'A root shell on the host.',
    'Proxmox VE 7.2 or later: an older one cannot import a disk by qm set.',
  ],
  hints: {
    network: 'Bridge',
    storage: 'Storage',
    image: 'Image file on the host (full path)',
    vmid: 'Number of the virtual machine, which is free',
    name: 'Name (letters, digits, hyphens and dots)',
  },
  optional: ['disk'],
  // A drive is taken apart at its commas; the volume's name is the storage's own to give, so none stands here.
  without: { network: ',=', storage: ':,=', name: ' _,', image: ',' },
  lines: [
    'qm create {vmid} --name={name} --cores={cores} --memory={memory} --net0=virtio,bridge={network} --scsihw=virtio-scsi-pci',
    'qm set {vmid} --scsi0={storage}:0,import-from={image} --boot=order=scsi0',
    'qm resize {vmid} scsi0 {disk}G',
    'qm start {vmid}',
  ],
};

const kvm: DeployProfile = {
  format: 1,
  id: 'kvm',
  title: 'KVM, by virt-install',
  shell: 'sh',
  source: 'Manual pages virt-install(1) and qemu-img(1).',
  needs: [
    'The image as a file that qemu-img reads, on the host.',
    'A shell on the host that may use libvirt and write to the storage folder.',
  ],
  hints: { network: 'Bridge', storage: 'Full path of the new disk file (.qcow2), in the storage folder' },
  optional: ['disk'],
  // Both programs take an option apart at its commas.
  without: { network: ',=', storage: ',' },
  lines: [
    '[ ! -e {storage} ] || { echo "The disk file is there already. It was not written over." >&2; exit 1; }',
    'qemu-img convert -O qcow2 {image} {storage}',
    'qemu-img resize {storage} {disk}G',
    'virt-install --import --name={name} --vcpus={cores} --memory={memory} --disk=path={storage},format=qcow2 --network=bridge={network} --osinfo=detect=on,require=off --noautoconsole',
  ],
};

export const shippedProfiles: readonly DeployProfile[] = [ovftool, govc, hyperV, proxmox, kvm];
