//! The package of a book (EPUB 2 and 3): its title, its parts in their order, and where its contents stand.

use std::collections::{HashMap, HashSet};

use crate::formats::archive::Archive;
use crate::formats::limits::{Budget, MOST_PARTS};
use crate::formats::web::path::{joined, resolve};
use crate::formats::xml::{Element, Event, Xml, decoded};

/// What a package says.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) title: Option<String>,
    /// The paths of the parts that are read one after the other.
    pub(super) spine: Vec<String>,
    /// The path of the navigation document of EPUB 3.
    pub(super) navigation: Option<String>,
    /// The path of the contents of EPUB 2.
    pub(super) ncx: Option<String>,
    /// Whether something of it was missing or broken.
    pub(super) is_damaged: bool,
}

/// A part that the package lists.
#[derive(Debug)]
struct Item {
    path: String,
    kind: String,
    is_navigation: bool,
}

/// Where a book is described. Some books keep everything below a folder.
const CONTAINER: &str = "META-INF/container.xml";

impl Package {
    /// Reads the package of a book. Where there is none, or its order is lost, the pages are taken in the order in
    /// which the archive holds them.
    pub(super) fn read(archive: &mut Archive<'_>, budget: &Budget) -> Self {
        let path = package_path(archive, budget);
        let bytes = path.as_deref().and_then(|path| archive.read(path, budget)).unwrap_or_default();
        let mut package = Self::parse(path.as_deref().unwrap_or_default(), &decoded(bytes).text);
        package.spine.retain(|path| archive.has(path));
        if package.spine.is_empty() {
            package.is_damaged = true;
            package.spine = archive.names().filter(|name| is_page(name, "")).map(str::to_owned).collect();
        }
        if package.navigation.is_none() && package.ncx.is_none() {
            package.ncx = archive.names().find(|name| name.ends_with(".ncx")).map(str::to_owned);
        }
        package
    }

    fn parse(path: &str, source: &str) -> Self {
        let mut package = Self::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        let mut ncx = None;
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Start(element) = event else { continue };
            match element.name {
                "title" if package.title.is_none() => {
                    let title = xml.text();
                    let words: Vec<&str> = title.split_whitespace().collect();
                    package.title = Some(words.join(" ")).filter(|title| !title.is_empty());
                }
                "item" if items.len() < MOST_PARTS => items.extend(item(path, &element)),
                "spine" => ncx = element.attribute("toc").map(|id| id.into_owned()),
                "itemref" if order.len() < MOST_PARTS => {
                    order.extend(element.attribute("idref").map(|id| id.into_owned()));
                }
                _ => {}
            }
        }
        package.is_damaged = xml.is_damaged();
        let listed = |kind: &str| items.values().find(|item| item.kind == kind).map(|item| item.path.clone());
        package.ncx = ncx.and_then(|id| items.get(&id)).map(|item| item.path.clone());
        package.ncx = package.ncx.or_else(|| listed("application/x-dtbncx+xml"));
        package.navigation = items.values().find(|item| item.is_navigation).map(|item| item.path.clone());
        let mut seen = HashSet::new();
        let pages = order.iter().filter_map(|id| items.get(id)).filter(|item| is_page(&item.path, &item.kind));
        package.spine = pages.map(|item| item.path.clone()).filter(|path| seen.insert(path.clone())).collect();
        package
    }
}

/// A part, with its name in the package.
fn item(base: &str, element: &Element<'_>) -> Option<(String, Item)> {
    let (path, _) = resolve(base, &element.attribute("href")?)?;
    let properties = element.attribute("properties").unwrap_or_default();
    let item = Item {
        path,
        kind: element.attribute("media-type").unwrap_or_default().into_owned(),
        is_navigation: properties.split_whitespace().any(|property| property == "nav"),
    };
    Some((element.attribute("id")?.into_owned(), item))
}

/// Whether a part is a page of text.
fn is_page(path: &str, kind: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    kind.contains("html") || [".xhtml", ".html", ".htm", ".xht"].iter().any(|end| lower.ends_with(end))
}

/// The path of the package: where the container says, or any.
fn package_path(archive: &mut Archive<'_>, budget: &Budget) -> Option<String> {
    let container = container_path(archive);
    let bytes = container.as_deref().and_then(|path| archive.read(path, budget)).unwrap_or_default();
    let text = decoded(bytes).text;
    let root = folder(container.as_deref().unwrap_or_default());
    for event in Xml::new(&text) {
        if let Event::Start(element) = event
            && element.name == "rootfile"
            && let Some(path) = element.attribute("full-path")
        {
            let found = [joined(root, &path), joined("", &path)].into_iter().find(|path| archive.has(path));
            if found.is_some() {
                return found;
            }
        }
    }
    archive.names().find(|name| name.to_ascii_lowercase().ends_with(".opf")).map(str::to_owned)
}

fn container_path(archive: &Archive<'_>) -> Option<String> {
    archive.names().find(|name| name.ends_with(CONTAINER)).map(str::to_owned)
}

/// The folder of the book that a container lies in.
fn folder(container: &str) -> &str {
    container.strip_suffix(CONTAINER).unwrap_or_default().trim_end_matches('/')
}

/// The ways of hiding fonts from copying, which hide no text.
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// The paths of the parts that are encrypted.
pub(super) fn encrypted(archive: &mut Archive<'_>, budget: &Budget) -> HashSet<String> {
    let container = container_path(archive).unwrap_or_default();
    let root = folder(&container).to_owned();
    let bytes = archive.read(&joined(&root, "META-INF/encryption.xml"), budget).unwrap_or_default();
    let text = decoded(bytes).text;
    let mut found = HashSet::new();
    let mut of_font = false;
    for event in Xml::new(&text) {
        match event {
            Event::Start(element) if element.name == "EncryptedData" => of_font = false,
            Event::Start(element) if element.name == "EncryptionMethod" => {
                of_font = element.attribute("Algorithm").is_some_and(|name| OF_FONTS.contains(&&*name));
            }
            Event::Start(element) if element.name == "CipherReference" && !of_font => {
                let path = element.attribute("URI").and_then(|path| resolve(&joined(&root, "x"), &path));
                found.extend(path.map(|(path, _)| path));
            }
            _ => {}
        }
    }
    found
}
