package demo

data class Item(val name: String, val price: Long?)

class Shop<T : Comparable<T>>(private val items: List<Item>) {
    suspend fun find(name: String, default: T?): Item? = items.firstOrNull { it.name == name }
    fun <R> all(of: (Item) -> R): List<R> = listOf()
}
