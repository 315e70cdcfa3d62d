from contest.bank import document_queries
from questions.content.documents import load_documents


def test_the_nations_documents_are_brought_to_what_ships(own_database):
    count = len(load_documents())
    for said in (f"{count} documents added or changed", "0 documents added or changed"):
        result = own_database.test_cli_runner().invoke(args=["bank", "update-documents"])
        assert (result.exit_code, result.output.strip()) == (0, said)
    with own_database.app_context():
        assert len(document_queries.list_nation_documents()) == count
