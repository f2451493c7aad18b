from attrs import frozen
