//! Zip archives as tests need them: the parts of one, and one made of parts.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// A name and its bytes.
pub(super) type Part = (String, Vec<u8>);

/// The parts of a whole archive, as its list has them.
pub(super) fn parts(archive: &[u8]) -> Vec<Part> {
    let u16 = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let u32 = |at: usize| u16(at) | u16(at + 2) << 16;
    let end = archive.len() - 22;
    let mut at = u32(end + 16);
    let mut parts = Vec::new();
    for _ in 0..u16(end + 10) {
        let (packed, length, header) = (u32(at + 20), u16(at + 28), u32(at + 42));
        let name = String::from_utf8_lossy(&archive[at + 46..at + 46 + length]).into_owned();
        let from = header + 30 + u16(header + 26) + u16(header + 28);
        let packed = &archive[from..from + packed];
        let mut bytes = Vec::new();
        match u16(at + 10) {
            0 => bytes.extend_from_slice(packed),
            _ => drop(DeflateDecoder::new(packed).read_to_end(&mut bytes).unwrap()),
        }
        parts.push((name, bytes));
        at += 46 + length + u16(at + 30) + u16(at + 32);
    }
    parts
}

/// An archive of parts, deflated.
pub(super) fn pack(parts: &[Part]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut list = Vec::new();
    for (name, bytes) in parts {
        let header = archive.len() as u32;
        let (packed, check) = deflated(bytes);
        let mut record = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        record.extend([check, packed.len() as u32, bytes.len() as u32].iter().flat_map(|field| field.to_le_bytes()));
        record.extend((name.len() as u16).to_le_bytes());
        record.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&record);
        archive.extend(name.as_bytes());
        archive.extend(&packed);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&record);
        list.extend([0; 10]);
        list.extend(header.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, count) = (archive.len() as u32, (parts.len() as u16).to_le_bytes());
    archive.extend(&list);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count, count].concat());
    archive.extend((list.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

fn deflated(bytes: &[u8]) -> (Vec<u8>, u32) {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    let mut crc = Crc::new();
    crc.update(bytes);
    (encoder.finish().unwrap(), crc.sum())
}
