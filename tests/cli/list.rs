//! `case list` filtered and sorted: what scripts rely on stays, words and columns narrow and order it.

use serde_json::json;

use crate::door::{Place, text};

fn titles(place: &Place, args: &[&str]) -> Vec<String> {
    let told = place.run([&["case", "list", "--json"], args].concat()).exits(0);
    told.json().iter().map(|row| text(row, "title").to_owned()).collect()
}

#[test]
fn words_narrow_a_list_and_a_column_orders_it() {
    let place = Place::office();
    place.add(&[
        json!({"title": "柳溪镇供水停了", "channel": "letter", "petitioner": {"name": "张三"}}),
        json!({"title": "城关镇供水不足", "petitioner": {"name": "李四"}}),
        json!({"title": "安置房", "petitioner": {"name": "张三"}}),
    ]);
    assert_eq!(titles(&place, &["--filter", "供水 柳溪"]), ["柳溪镇供水停了"]);
    assert_eq!(titles(&place, &["--filter", "张三", "--queue", "triage"]).len(), 2);
    let told = place.feed(["case", "list", "--json", "--filter", "-"], "李四").exits(0);
    assert_eq!(told.json().len(), 1, "a name stays out of the history of the shell");
    assert_eq!(titles(&place, &["--filter", "没有的词"]), [""; 0]);
    assert_eq!(titles(&place, &["--sort", "title"]), ["安置房", "城关镇供水不足", "柳溪镇供水停了"]);
    assert_eq!(titles(&place, &["--sort", "-number"]), ["安置房", "城关镇供水不足", "柳溪镇供水停了"]);
    assert_eq!(titles(&place, &["--sort", "channel", "--limit", "1"]).len(), 1);
    place.run(["case", "list", "--sort", "colour"]).exits(2);
    let rows = place.list();
    assert!(rows.iter().all(|row| row["place"] == "" && row["handler"].is_string()), "{rows:?}");
}
